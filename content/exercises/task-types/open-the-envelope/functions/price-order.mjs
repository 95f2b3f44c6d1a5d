// Adds up an order. Shipping costs 5, and nothing from 50 on.
export const handler = async ({ orderId, lines }) => {
  const goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
  const shipping = goods >= 50 ? 0 : 5
  return { orderId, total: goods + shipping }
}
