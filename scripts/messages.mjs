import { readdirSync, readFileSync } from 'node:fs'
import { compile } from '@inlang/paraglide-js'

const folder = 'src/app/messages'

/** How words become functions; the app's build uses the same options. */
export const messagesOptions = /** @satisfies {Parameters<typeof compile>[0]} */ ({
  project: './project.inlang',
  outdir: `./${folder}/compiled`,
  strategy: ['localStorage', 'baseLocale'],
  localStorageKey: 'locale',
  outputStructure: 'message-modules',
  isServer: 'false',
  emitReadme: false,
  emitPrettierIgnore: false,
})

if (import.meta.main) {
  const gaps = gapsInWords()
  for (const gap of gaps) console.error(gap)
  if (gaps.length > 0) process.exit(1)
  await compile(messagesOptions)
}

/** What is missing, in sentences: a message without its other language, or a file that nobody compiles. */
function gapsInWords() {
  const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8'))
  /** @type {string[]} */
  const patterns = settings['plugin.inlang.messageFormat'].pathPattern
  const topics = new Set(
    readdirSync(folder)
      .filter((name) => /\.(vi|en)\.json$/.test(name))
      .map((name) => name.replace(/\.(vi|en)\.json$/, '')),
  )
  return [...topics].flatMap((topic) => [
    ...(patterns.includes(`./${folder}/${topic}.{locale}.json`)
      ? []
      : [`${topic}.*.json is not listed in project.inlang/settings.json.`]),
    ...missing(topic, 'vi', 'en'),
    ...missing(topic, 'en', 'vi'),
  ])
}

/** @param {string} topic @param {string} from @param {string} to */
function missing(topic, from, to) {
  const theirs = messagesOf(topic, to)
  return Object.keys(messagesOf(topic, from))
    .filter((key) => !(key in theirs))
    .map((key) => `${topic}.${to}.json lacks "${key}", which ${topic}.${from}.json has.`)
}

/** @param {string} topic @param {string} locale @returns {Record<string, unknown>} */
function messagesOf(topic, locale) {
  try {
    return JSON.parse(readFileSync(`${folder}/${topic}.${locale}.json`, 'utf8'))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {}
    throw error
  }
}
