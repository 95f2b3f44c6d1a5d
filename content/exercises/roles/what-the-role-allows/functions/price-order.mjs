export const handler = async ({ orderId }) => ({ orderId, total: 29 })
