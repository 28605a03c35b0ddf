"""What people live with: lamps, books, pictures, plants, cloth, toys."""
