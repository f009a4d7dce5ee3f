//! What products look like on the wire.

use alloc::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{ExpressCode, Product, ServiceTag};

impl JsonSchema for Product {
    fn schema_name() -> Cow<'static, str> {
        "Product".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": Self::MAX_LEN })
    }
}

impl JsonSchema for ServiceTag {
    fn schema_name() -> Cow<'static, str> {
        "ServiceTag".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^([0-9A-Za-z]{5}|[0-9A-Za-z]{7})$" })
    }
}

impl JsonSchema for ExpressCode {
    fn schema_name() -> Cow<'static, str> {
        "ExpressCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9 -]+$" })
    }
}
