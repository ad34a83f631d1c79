"""From text with roles to cells with colours, and to the terminal."""
