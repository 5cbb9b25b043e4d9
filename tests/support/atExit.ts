const endings = new Set<() => void>()

/**
 * Sees to it that something ends with this process, however it ends short of kill -9. Returns how to take that back
 * once it has ended by itself.
 */
export function atExit(end: () => void): () => void {
  if (endings.size === 0) process.once('exit', endAll)
  endings.add(end)
  return () => {
    endings.delete(end)
    if (endings.size === 0) process.off('exit', endAll)
  }
}

function endAll(): void {
  for (const end of endings) end()
}
