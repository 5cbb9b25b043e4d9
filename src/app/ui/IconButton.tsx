import './Button.css'
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { Link } from 'wouter'

interface IconButtonLook {
  readonly icon: LucideIcon
  /** Its name: there are no words on it. */
  readonly label: string
  readonly outlined?: boolean | undefined
}

export interface IconButtonProps
  extends IconButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children'> {
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon: Icon, label, outlined, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className="icon-button"
      aria-label={label}
      title={label}
      data-outlined={outlined || undefined}
    >
      <Icon aria-hidden />
    </button>
  )
}

export function IconLink({ icon: Icon, label, outlined, href }: IconButtonLook & { readonly href: string }) {
  return (
    <Link
      href={href}
      className="icon-button"
      aria-label={label}
      title={label}
      data-outlined={outlined || undefined}
    >
      <Icon aria-hidden />
    </Link>
  )
}
