/** Read and worked without the framework in the browser; /desk.js brings the keys and the news. */
export const csr = false
