export const handler = async ({ orderId, items }) => {
  const total = items.reduce((sum, { price, count }) => sum + price * count, 0)
  console.log(`${orderId} costs ${total}`)
  return { orderId, total }
}
