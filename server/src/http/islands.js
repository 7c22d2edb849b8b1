const startIslands = async (node) => {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.tagName === "LEPTOS-ISLAND" && portal[node.dataset.component]) await portal[node.dataset.component](node);
  for (const child of node.children) await startIslands(child);
};
(globalThis.startPortal?.() ?? start({ module_or_path: "WASM_ADDRESS" })).then(async () => {
  portal.hydrate();
  await startIslands(document.body);
  portal.guard();
  document.documentElement.dataset.ready = "";
});
