class CourierDown extends Error {
  name = 'CourierDown'
}

export const handler = async ({ courier }) => {
  if (courier !== 'east') throw new CourierDown(`${courier} does not answer`)
  return { courier, price: 7 }
}
