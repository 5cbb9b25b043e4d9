import { useState } from 'react'

/** A value that is shown as soon as it is typed, while the page around it follows when there is time. */
export function useAtOnce<Value>(shown: Value, write: (value: Value) => void) {
  const [typed, setTyped] = useState(shown)
  const change = (value: Value) => {
    setTyped(value)
    write(value)
  }
  return [typed, change] as const
}
