import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly text: string
  /** «Lấy lại» after something that can be taken back. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

interface Toasts {
  readonly shown: Toast | undefined
  readonly nextId: number
}

export const useToasts = create<Toasts>(() => ({ shown: undefined, nextId: 1 }))

/** A word in passing, in place of the one before. Whatever must not be missed belongs in a `Banner`. */
export function showToast(text: string, action?: Toast['action']): void {
  useToasts.setState(({ nextId }) => ({ shown: { id: nextId, text, action }, nextId: nextId + 1 }))
}

export function dismissToast(id: number): void {
  useToasts.setState(({ shown }) => (shown?.id === id ? { shown: undefined } : {}))
}
