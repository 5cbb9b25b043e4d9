import './Button.css'
import type { LucideProps } from 'lucide-react'
import type { ButtonHTMLAttributes, ComponentType, ReactNode, Ref } from 'react'
import { Link } from 'wouter'

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'

interface ButtonLook {
  /** One `primary` a screen. */
  readonly tone?: ButtonTone | undefined
  readonly icon?: ComponentType<LucideProps> | undefined
  /** Full width of its place. */
  readonly wide?: boolean | undefined
  readonly children: ReactNode
}

export interface ButtonProps
  extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children'> {
  readonly ref?: Ref<HTMLButtonElement>
  /** What it began is under way: a press does nothing, and the focus stays, as it would not on a disabled one. */
  readonly busy?: boolean | undefined
}

export function Button(props: ButtonProps) {
  const { tone = 'secondary', icon, wide, busy = false, children, type = 'button', onClick, ...rest } = props
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-tone={tone}
      data-wide={wide || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      <ButtonContent icon={icon}>{children}</ButtonContent>
    </button>
  )
}

export interface ButtonLinkProps extends ButtonLook {
  readonly href: string
  readonly onClick?: (() => void) | undefined
}

/** Looks like a button, goes somewhere. */
export function ButtonLink({ href, tone = 'secondary', icon, wide, onClick, children }: ButtonLinkProps) {
  return (
    <Link href={href} onClick={onClick} className="button" data-tone={tone} data-wide={wide || undefined}>
      <ButtonContent icon={icon}>{children}</ButtonContent>
    </Link>
  )
}

function ButtonContent({ icon: Icon, children }: Pick<ButtonLook, 'icon' | 'children'>) {
  return (
    <>
      {Icon && <Icon className="button-icon" aria-hidden />}
      <span className="button-text">{children}</span>
    </>
  )
}
