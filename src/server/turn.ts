/** One at a time, in the order they asked. */
export interface Turn {
  readonly take: () => Promise<void>
  readonly give: () => void
}

export function createTurn(): Turn {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    take() {
      if (!taken) {
        taken = true
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    give() {
      const next = waiting.shift()
      if (next === undefined) taken = false
      else next()
    },
  }
}

export async function inTurn<Value>(turn: Turn, work: () => Promise<Value>): Promise<Value> {
  await turn.take()
  try {
    return await work()
  } finally {
    turn.give()
  }
}
