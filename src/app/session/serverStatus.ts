import { useCallback, useEffect, useState } from 'react'
import { usePorts, type Asked, type ServerStatus } from '#app/ports.tsx'

/** What the server says of itself to anybody; asked again when a connection comes. */
export function useServerStatus() {
  const { readStatus } = usePorts()
  const [answered, setAnswered] = useState<{ times: number; status: Asked<ServerStatus> }>()
  const [times, setTimes] = useState(0)
  const askAgain = useCallback(() => setTimes((before) => before + 1), [])
  useEffect(() => {
    let left = false
    void readStatus().then((status) => left || setAnswered({ times, status }))
    return () => {
      left = true
    }
  }, [readStatus, times])
  useEffect(() => {
    addEventListener('online', askAgain)
    return () => removeEventListener('online', askAgain)
  }, [askAgain])
  return { status: answered?.status, asking: answered?.times !== times, askAgain }
}
