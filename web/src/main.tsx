import { createRoot } from "react-dom/client";
import { Server } from "./api/http";
import { App } from "./app/App";
import "./app/styles.css";

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App server={new Server(window.fetch.bind(window))} />);
