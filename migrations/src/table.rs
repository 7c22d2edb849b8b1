//! The few shapes every migration uses: a table with references, an index, a unique index.

use sea_orm_migration::prelude::*;

/// Creates a table; `references` pairs a column with the table whose `id` it holds.
pub async fn create_table(
    manager: &SchemaManager<'_>,
    name: &'static str,
    columns: impl IntoIterator<Item = ColumnDef>,
    references: &[(&'static str, &'static str)],
) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    for (column, target) in references {
        table.foreign_key(ForeignKey::create().from(name, *column).to(*target, "id"));
    }
    manager.create_table(table).await
}

/// Creates a plain index, named after its table and columns.
pub async fn index(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    manager.create_index(named_index(table, columns)).await
}

/// Creates an index that refuses a second row with the same values.
pub async fn unique_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = named_index(table, columns);
    index.unique();
    manager.create_index(index).await
}

/// Drops tables in the order given.
pub async fn drop_tables(manager: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        manager.drop_table(Table::drop().table(*name).to_owned()).await?;
    }
    Ok(())
}

fn named_index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("idx_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
