/**
 * How many words with letters beyond ASCII are Vietnamese syllables, less those that can't be: what tells text read
 * rightly from text read in a wrong encoding.
 */
export function countSyllables(text: string): number {
  let count = 0
  for (const word of text.split(/\s+/)) {
    const letters = word.replace(edges, '')
    if (!beyondAscii.test(letters)) continue
    count += letters.split(/[-/.,]/).every(isPlausible) ? 1 : -1
  }
  return count
}

const edges = /^[!-/:-@[-`{-~“”‘’–]+|[!-/:-@[-`{-~“”‘’–]+$/g
const beyondAscii = /[\u0080-\uffff]/

function isPlausible(word: string): boolean {
  const isOneCase = word === word.toLowerCase() || word === word.toUpperCase() || startsCapital.test(word)
  return isOneCase && (word === '' || !beyondAscii.test(word) || isSyllable(word))
}

const startsCapital = /^\p{Lu}[\p{Ll}\p{M}]*$/u

function isSyllable(word: string): boolean {
  const parts = word.normalize('NFD').toLowerCase()
  const tones = parts.match(toneMarks)?.length ?? 0
  return tones <= 1 && syllable.test(parts.replace(toneMarks, '').normalize('NFC'))
}

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g
const onset = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?'
const rimes = [
  '(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uyê|uy|oo|uơ)(?:ch|ng|nh|c|m|n|p|t)?',
  'ia|ya|ua|ưa|uya|ai|ao|au|âu|ay|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|oai|oay|oeo|oao|ui|uôi|uây|ưi|ươi|ưu|ươu|uyu',
]
const syllable = new RegExp(`^${onset}(?:${rimes.join('|')})$`)
