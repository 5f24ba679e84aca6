import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge } from '../shared/contract';
import { callNames, eventNames } from '../shared/contract-names';

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name);

const bridge: Bridge = {
  call: async (name, input) => {
    if (!isOneOf(callNames, name)) throw new Error(`There is no call named ${name}.`);
    return ipcRenderer.invoke('call', name, input);
  },
  on: (name, listener) => {
    if (!isOneOf(eventNames, name)) throw new Error(`There is no event named ${name}.`);
    const relay = (_event: IpcRendererEvent, message: { name: string; payload: unknown }): void => {
      if (message.name === name) listener(message.payload);
    };
    ipcRenderer.on('event', relay);
    return () => ipcRenderer.off('event', relay);
  },
  pathOf: (file) => webUtils.getPathForFile(file as File),
};

contextBridge.exposeInMainWorld('bulkhead', bridge);
