export const handler = async ({ orderId, items }) => {
  if (!Array.isArray(items)) throw new TypeError('An order needs a list of items.')
  const total = items.reduce((sum, { price, count }) => sum + price * count, 0)
  console.log(`${orderId} costs ${total}`)
  return { orderId, total }
}
