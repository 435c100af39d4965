/** `json` is for programs; what `text` looks like may change. */
export const FORMATS = ['text', 'json'] as const
export type Format = (typeof FORMATS)[number]
