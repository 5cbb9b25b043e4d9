import { lazy, type ComponentType } from 'react'

/** A screen whose code is loaded when it is first gone to. */
export function screen<Name extends string, Props>(
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  name: Name,
) {
  return lazy(() => load().then((module) => ({ default: module[name] })))
}
