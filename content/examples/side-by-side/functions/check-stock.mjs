export const handler = async ({ items }) => ({
  stock: items.every(({ count }) => count < 100) ? 'enough' : 'short',
})
