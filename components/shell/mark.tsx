/** The product's mark: a moment on a line, met or missed. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none">
      <path
        d="M2 6 L8.4 6 L12 17.5 L15.6 6 L22 6"
        stroke="var(--color-plus)"
        strokeWidth="2.8"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="12" cy="18" r="3.4" fill="var(--color-minus)" />
    </svg>
  );
}
