/** Keeps a failure where it happened: one broken panel never blanks a page. */
import { Component, type ReactNode } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";

interface PanelBoundaryProps {
  /** What the panel shows: "Activity". */
  name: string;
  children: ReactNode;
}

export class PanelBoundary extends Component<PanelBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const retry = () => this.setState({ error: null });
    return <ErrorPanel title={`${this.props.name} did not load`} error={this.state.error} onRetry={retry} />;
  }
}
