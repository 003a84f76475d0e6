/**
 * The four calls of the metadata proposal that `@peculiar/x509` (by tsyringe) asks of `Reflect`. Import before it.
 * Class metadata only, which is all that is used there.
 */
type Metadata = Record<string, (...args: never[]) => unknown>
const kept = new WeakMap<object, Map<unknown, unknown>>()

const own = (key: unknown, target: object) => kept.get(target)?.get(key)
const define = (key: unknown, value: unknown, target: object) => {
  kept.set(target, (kept.get(target) ?? new Map<unknown, unknown>()).set(key, value))
}
const inherited = (key: unknown, target: object | null): unknown =>
  target === null ? undefined : (own(key, target) ?? inherited(key, Object.getPrototypeOf(target) as object | null))

Object.assign(Reflect, {
  getOwnMetadata: own,
  getMetadata: inherited,
  defineMetadata: define,
  metadata: (key: unknown, value: unknown) => (target: object) => define(key, value, target)
} satisfies Metadata)
