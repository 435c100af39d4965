/** Of the SDK: what an extension's `compatibility` is compared with. All packages carry the same one. */
export const SDK_VERSION = '0.1.0'
