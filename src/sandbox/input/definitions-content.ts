/** Members of the data types of pages, blocks, cart rules and coupons, `name:type`. */
export const contentDefinitions: Readonly<Record<string, string>> = {
  'cms.block':
    'id:int identifier:string title:string content:string creation_time:string ' +
    'update_time:string active:bool',
  'cms.page':
    'id:int identifier:string title:string page_layout:string meta_title:string ' +
    'meta_keywords:string meta_description:string content_heading:string content:string ' +
    'creation_time:string update_time:string sort_order:string layout_update_xml:string ' +
    'custom_theme:string custom_root_template:string custom_layout_update_xml:string ' +
    'custom_theme_from:string custom_theme_to:string active:bool',
  'sales-rule.condition':
    'condition_type:string conditions:sales-rule.condition[] aggregator_type:string ' +
    'operator:string attribute_name:string value:string',
  'sales-rule.coupon':
    'coupon_id:int rule_id:int code:string usage_limit:int usage_per_customer:int ' +
    'times_used:int expiration_date:string is_primary:bool created_at:string type:int',
  'sales-rule.coupon-generation-spec':
    'rule_id:int format:string quantity:int length:int prefix:string suffix:string ' +
    'delimiter_at_every:int delimiter:string',
  'sales-rule.rule':
    'rule_id:int name:string store_labels:sales-rule.rule-label[] description:string ' +
    'website_ids:int[] customer_group_ids:int[] from_date:string to_date:string ' +
    'uses_per_customer:int is_active:bool condition:sales-rule.condition ' +
    'action_condition:sales-rule.condition stop_rules_processing:bool is_advanced:bool ' +
    'product_ids:int[] sort_order:int simple_action:string discount_amount:float ' +
    'discount_qty:float discount_step:int apply_to_shipping:bool times_used:int is_rss:bool ' +
    'coupon_type:string use_auto_generation:bool uses_per_coupon:int simple_free_shipping:string',
  'sales-rule.rule-label': 'store_id:int store_label:string',
};
