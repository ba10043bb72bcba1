import { NotFoundNotice } from "#components/shell/not-found-notice.tsx";

/** Inside the frame, so that the way out stays in sight. */
export default function NotFound() {
  return <NotFoundNotice />;
}
