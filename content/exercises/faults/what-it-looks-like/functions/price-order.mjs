class PriceMissing extends Error {
  name = 'PriceMissing'
}

export const handler = async ({ item }) => {
  throw new PriceMissing(`there is no price for a ${item}`)
}
