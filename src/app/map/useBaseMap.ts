import { useCallback, useEffect, useState } from 'react'
import { keepBaseMap, readBaseMap, removeBaseMap } from '#device/baseMap.ts'
import type { BaseFile, BaseFileProblem } from './baseFile.ts'

/** The province's own map beneath the pins, if there is one on this device. */
export interface BaseMap {
  readonly file: BaseFile | undefined
  readonly name: string | undefined
  readonly bytes: number
  /** Why the last file that was chosen is not there. */
  readonly problem: BaseMapProblem | undefined
  readonly add: (file: File) => Promise<boolean>
  readonly remove: () => Promise<void>
}

export interface BaseMapProblem {
  readonly kind: BaseFileProblem | 'noRoom' | 'notKept' | 'unreadable'
  readonly name: string
  readonly bytes: number
}

interface Shown {
  readonly file?: BaseFile
  readonly name?: string
  readonly bytes?: number
}

export function useBaseMap(): BaseMap {
  const [{ file, name, bytes = 0 }, setShown] = useState<Shown>({})
  const [problem, setProblem] = useState<BaseMapProblem>()
  useEffect(() => {
    let isLeft = false
    void openKept().then((kept) => {
      if (isLeft || kept === undefined) return
      if ('kind' in kept) setProblem(kept)
      else setShown(kept)
    })
    return () => {
      isLeft = true
    }
  }, [])
  const add = useCallback(async (chosen: File) => {
    const failed = (kind: BaseMapProblem['kind']) => {
      setProblem({ kind, name: chosen.name, bytes: chosen.size })
      return false
    }
    const opened = await open(chosen)
    if (typeof opened === 'string') return failed(opened)
    const kept = await keepBaseMap(chosen)
    if (kept !== 'kept') return failed(kept)
    setProblem(undefined)
    setShown({ file: opened, name: chosen.name, bytes: chosen.size })
    return true
  }, [])
  const remove = useCallback(async () => {
    await removeBaseMap()
    setProblem(undefined)
    setShown({})
  }, [])
  return { file, name, bytes, problem, add, remove }
}

async function openKept(): Promise<Shown | BaseMapProblem | undefined> {
  const kept = await readBaseMap().catch(() => undefined)
  if (kept === undefined) return undefined
  const { name, size: bytes } = kept
  const file = await open(kept)
  return typeof file === 'string' ? { kind: 'unreadable', name, bytes } : { file, name, bytes }
}

async function open(file: File): Promise<BaseFile | BaseFileProblem> {
  const { openBaseFile } = await import('./baseFile.ts')
  return openBaseFile(file)
}
