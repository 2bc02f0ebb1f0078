//! A database and the index over it: what a linter needs.
//!
//! The built-in one is made by build.rs when the program is built, with the same code, and only loaded
//! here: reading claims.toml takes longer than linting a book.

use crate::database::Database;
use crate::index::Index;

/// What build.rs made of claims.toml: a [`Database`] and its index.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/claims.bin"));

/// A database made ready to search text with.
#[derive(Debug)]
pub struct Prepared {
    database: Database,
    index: Index,
}

impl Prepared {
    /// Makes a database ready.
    pub fn new(database: Database) -> Prepared {
        let index = Index::new(&database);
        Prepared { database, index }
    }

    /// The built-in claims, ready, without what only their tests and their authors need: forms, cues,
    /// patterns and examples.
    ///
    /// # Errors
    /// The program was not built right; a test keeps it so that it is.
    pub fn built_in() -> Result<Prepared, postcard::Error> {
        let (database, index): (_, Index) = postcard::from_bytes(BUILT_IN)?;
        Ok(Prepared {
            database,
            index: index.settled(),
        })
    }

    /// What is known.
    pub fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_built_is_what_is_written() {
        let database = Database::built_in().unwrap();
        let index = Index::new(&database);
        let made = postcard::to_allocvec(&(&database, &index)).unwrap();
        assert!(made == BUILT_IN, "build.rs and the library differ");
        let loaded = Prepared::built_in().unwrap();
        assert_eq!(loaded.database().claims.len(), database.claims.len());
    }
}
