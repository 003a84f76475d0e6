/** Lists, forms and pictures drawn on the server: nothing here needs the framework in the browser. */
export const csr = false
