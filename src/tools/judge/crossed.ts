/** The reason why calls are not judged that crossed other messages between client and router. */
export const CROSSING = 'messages that crossed';
