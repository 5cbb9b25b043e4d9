import './Card.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Tone } from './Badge.tsx'

export interface CardProps {
  /** A thick edge for cards that ask for something; say the same in words. */
  readonly tone?: Exclude<Tone, 'neutral'> | undefined
  /** Filled with the tone's soft colour. */
  readonly filled?: boolean | undefined
  readonly children: ReactNode
}

export function Card({ tone, filled, children }: CardProps) {
  return (
    <div className="card" data-tone={tone} data-filled={filled || undefined}>
      {children}
    </div>
  )
}

export interface LinkCardProps extends Omit<CardProps, 'children'> {
  readonly href: string
  readonly title: string
  /** Of its heading: 2 where no section holds it. */
  readonly level?: 2 | 3
  /** A rank or number before the title. */
  readonly lead?: ReactNode
  /** Badges and the like after the text. */
  readonly foot?: ReactNode
  readonly children?: ReactNode
}

/** A card that leads somewhere: the title is the link, the whole card its target. */
export function LinkCard({ href, title, level = 3, lead, foot, tone, filled, children }: LinkCardProps) {
  const Heading = `h${level}` as const
  return (
    <article className="card link-card" data-tone={tone} data-filled={filled || undefined}>
      {lead !== undefined && <div className="link-card-lead">{lead}</div>}
      <div className="link-card-words">
        <Heading className="link-card-title">
          <Link href={href} className="covering-link">
            {title}
          </Link>
        </Heading>
        {children !== undefined && <div className="link-card-text">{children}</div>}
        {foot !== undefined && <div className="row link-card-foot">{foot}</div>}
      </div>
      <ChevronRight className="link-card-arrow" aria-hidden />
    </article>
  )
}
