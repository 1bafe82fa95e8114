"""The pages, one file each; imported when first shown."""
