/** Three states on a rising stair; the last one is done. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <path d="M7.5 19h2.75q1.75 0 1.75-1.75V14.5" />
        <path d="M14.5 12h2.75q1.75 0 1.75-1.75V8" />
        <circle cx="5" cy="19" r="2.5" />
        <circle cx="12" cy="12" r="2.5" />
      </g>
      <circle cx="19" cy="5" r="3.5" fill="currentColor" />
    </svg>
  )
}
