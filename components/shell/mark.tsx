/** The product's mark: a moment on a line, met or missed. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none">
      <path
        d="M2 7.5 L9 7.5 L12 17 L15 7.5 L22 7.5"
        stroke="var(--color-plus)"
        strokeWidth="2.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="12" cy="17.5" r="3.1" fill="var(--color-minus)" />
    </svg>
  );
}
