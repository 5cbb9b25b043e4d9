/** What the browser calls the service worker back with when there is a connection, also after the app was closed. */
export const backgroundSyncTag = 'outbox'
