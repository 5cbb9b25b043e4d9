import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly text: string
  /** «Lấy lại» after something that can be taken back. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

interface Toasts {
  readonly shown: readonly Toast[]
  readonly nextId: number
}

export const useToasts = create<Toasts>(() => ({ shown: [], nextId: 1 }))

/** A word in passing. Whatever must not be missed belongs in a `Banner`. */
export function showToast(text: string, action?: Toast['action']): void {
  useToasts.setState(({ shown, nextId }) => ({
    shown: [...shown.filter((toast) => toast.text !== text), { id: nextId, text, action }].slice(-3),
    nextId: nextId + 1,
  }))
}

export function dismissToast(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }))
}
