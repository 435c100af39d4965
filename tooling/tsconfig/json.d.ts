/** Texts are shipped beside `dist`, where they are: a build that read them would copy them. */
declare module '*.json' {
  const messages: Readonly<Record<string, string>>
  export default messages
}
