import { parseDigits } from '@onewindow/tenant'

/**
 * A label or an answer as it is compared: whatever keyboard, digits, case, spacing and vowel signs it was typed with.
 * Windows-1256 has no Farsi yeh, so that ي and ى stand for ی.
 */
export const foldLabel = (text: string): string =>
  parseDigits(text.normalize('NFKC'))
    .replace(/[\p{Mn}\p{Cf}ـ]/gu, '')
    .replace(/[يىۍې]/g, 'ی')
    .replace(/[كګ]/g, (letter) => (letter === 'ك' ? 'ک' : 'گ'))
    .replace(/[ہھةۀ]/g, 'ه')
    .replace(/[’‘'"]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
