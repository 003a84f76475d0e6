const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text from outside can be an id of the database at all: asked before a statement is, which would fail on it. */
export const isId = (text: string): boolean => ID.test(text)
