//! Maps that refuse a key given twice: serde would let the last one win without a word.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};

/// Reads a map and refuses a key given twice.
pub(super) fn unique_keys<'de, D, V>(deserializer: D) -> Result<BTreeMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(UniqueKeys(PhantomData))
}

/// Reads a map of maps and refuses a key given twice in either.
pub(super) fn unique_keys_twice<'de, D, V>(deserializer: D) -> Result<BTreeMap<String, BTreeMap<String, V>>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    let rows: BTreeMap<String, Row<V>> = unique_keys(deserializer)?;
    Ok(rows.into_iter().map(|(key, Row(row))| (key, row)).collect())
}

#[derive(Deserialize)]
#[serde(transparent, bound = "V: Deserialize<'de>")]
struct Row<V>(#[serde(deserialize_with = "unique_keys")] BTreeMap<String, V>);

struct UniqueKeys<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for UniqueKeys<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format_args!("`{key}` is given twice")));
            }
            map.insert(key, access.next_value()?);
        }
        Ok(map)
    }
}
