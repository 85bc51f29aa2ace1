import WebSocket, { WebSocketServer } from 'ws';

export default () => {
  const server = new WebSocketServer({ noServer: true });
  return [WebSocket.OPEN, server.clients.size, WebSocket.name];
};
