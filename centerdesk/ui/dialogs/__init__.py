"""Questions to the user, one file each; imported when first asked."""
