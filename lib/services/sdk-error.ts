/** One refusal by a service, in the service's own words. */
export interface ServiceRefusal {
  code: string
  message: string
  status: number
  requestId: string
}

/** A cause as optimized integrations write it; they use version 1 of AWS's SDK for Java. */
export function optimizedCause(sdkService: string, refusal: ServiceRefusal): string {
  const { code, message, status, requestId } = refusal
  return `${message} (Service: ${sdkService}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`
}

/** A cause as AWS SDK integrations write it; they use version 2. */
export function sdkCause(sdkService: string, { message, status, requestId }: ServiceRefusal): string {
  return `${message} (Service: ${sdkService}, Status Code: ${status}, Request ID: ${requestId})`
}
