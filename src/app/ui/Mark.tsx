/** A bridge's span over five hangers on a teal square: the app's own sign, decorative beside its name. */
export function Mark({ className }: { readonly className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 512 512" aria-hidden>
      <rect width="512" height="512" rx="112" fill="#0b5a5f" />
      <g fill="none" stroke="#ffffff" strokeLinecap="round">
        <path strokeWidth="32" d="M88 336Q256 -32 424 336M64 336H448" />
        <path strokeWidth="18" d="M144 234V336M200 172V336M256 152V336M312 172V336M368 234V336" />
      </g>
    </svg>
  )
}
