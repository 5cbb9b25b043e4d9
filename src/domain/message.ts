/** Words are kept with the screens: the rules name a sentence and give it its values. */
export interface Message {
  readonly key: string
  readonly parameters: Readonly<Record<string, string | number>>
}

export function message(key: string, parameters: Message['parameters'] = {}): Message {
  return { key, parameters }
}
