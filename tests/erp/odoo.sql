-- Odoo's tables with the columns that its models declare, as far as the mapping touches them, and
-- the same documents as in plain.sql.
create table res_currency (id int primary key, name varchar not null, rounding numeric, active boolean);
create table res_currency_rate (
    id int primary key, name date not null, currency_id int not null, company_id int, rate numeric
);
create table res_country (id int primary key, name jsonb, code varchar(2));
create table res_partner (
    id int primary key, name varchar, email varchar, country_id int, commercial_partner_id int,
    parent_id int, is_company boolean, active boolean
);
create table res_company (
    id int primary key, name varchar, partner_id int, currency_id int not null,
    currency_exchange_journal_id int
);
create table res_users (id int primary key, login varchar not null, partner_id int, company_id int, active boolean);
create table account_account (id int primary key, name jsonb, account_type varchar not null, reconcile boolean);
create table account_journal (id int primary key, name jsonb, code varchar(5), type varchar not null, company_id int);
create table product_category (id int primary key, name varchar, complete_name varchar, parent_id int);
create table product_template (id int primary key, name jsonb not null, categ_id int, list_price numeric, type varchar);
create table product_product (id int primary key, product_tmpl_id int not null, default_code varchar, active boolean);
create table account_move (
    id int primary key, name varchar, move_type varchar not null, state varchar not null, date date not null,
    invoice_date date, journal_id int not null, company_id int, currency_id int not null, partner_id int,
    commercial_partner_id int, invoice_user_id int, invoice_origin varchar, reversed_entry_id int,
    payment_state varchar, amount_untaxed numeric, amount_tax numeric, amount_total numeric,
    amount_residual numeric, create_date timestamp, write_date timestamp
);
create table account_move_line (
    id int primary key, move_id int not null, display_type varchar not null, account_id int, product_id int,
    name varchar, quantity numeric, price_unit numeric, price_subtotal numeric, price_total numeric,
    debit numeric, credit numeric, balance numeric, currency_id int not null, amount_currency numeric,
    amount_residual numeric, full_reconcile_id int, create_date timestamp, write_date timestamp
);
create table account_payment (
    id int primary key, move_id int, payment_type varchar, partner_id int, amount numeric, currency_id int, date date
);
create table account_partial_reconcile (
    id int primary key, debit_move_id int not null, credit_move_id int not null, full_reconcile_id int,
    exchange_move_id int, debit_currency_id int, credit_currency_id int, amount numeric,
    debit_amount_currency numeric, credit_amount_currency numeric, company_id int, max_date date
);

insert into res_currency values (1, 'EUR', 0.01, true), (2, 'USD', 0.01, true);
insert into res_currency_rate values (1, '2025-01-01', 1, null, 1), (2, '2025-01-01', 2, 1, 1.25);
insert into res_country values (1, '{"en_US": "Germany"}', 'DE');
insert into res_partner values
    (1, 'Our Company', null, 1, 1, null, true, true),
    (2, 'Ann Archer', 'ann@example.com', null, 2, null, false, true),
    (3, 'Bob Baker', 'bob@example.com', null, 3, null, false, true),
    (4, 'Customer', null, 1, 4, null, true, true),
    (5, 'Buyer at the customer', null, null, 4, 4, false, true);
insert into res_company values (1, 'Our Company', 1, 1, 9);
insert into res_users values (6, 'ann', 2, 1, true), (7, 'bob', 3, 1, true), (8, 'carl', 2, 1, true);
insert into account_account values
    (1, '{"en_US": "Receivable"}', 'asset_receivable', true), (2, '{"en_US": "Sales"}', 'income', false),
    (3, '{"en_US": "Bank"}', 'asset_cash', false), (4, '{"en_US": "Tax"}', 'liability_current', false);
insert into account_journal values
    (1, '{"en_US": "Sales"}', 'INV', 'sale', 1), (2, '{"en_US": "Bank"}', 'BNK', 'bank', 1),
    (9, '{"en_US": "Exchange"}', 'EXCH', 'general', 1);
insert into product_category values (1, 'Services', 'All / Services', null);
insert into product_template values (1, '{"en_US": "Advice", "de_DE": "Rat"}', 1, 100, 'service');
insert into product_product values (1, 1, 'ADV', true);
insert into account_move (
    id, name, move_type, state, date, invoice_date, journal_id, company_id, currency_id, partner_id,
    commercial_partner_id, invoice_user_id, invoice_origin, reversed_entry_id, payment_state,
    amount_untaxed, amount_tax, amount_total, amount_residual
) values
    (1, 'INV/1', 'out_invoice', 'posted', '2025-01-10', '2025-01-10', 1, 1, 1, 5, 4, 6, 'S1', null, 'paid', 1500, 300, 1800, 0),
    (2, 'INV/2', 'out_invoice', 'posted', '2025-01-20', '2025-01-20', 1, 1, 2, 4, 4, 7, 'S2', null, 'partial', 2000, 0, 2000, 1500),
    (3, 'INV/3', 'out_invoice', 'posted', '2025-02-01', '2025-02-01', 1, 1, 1, 4, 4, 6, 'S3', null, 'paid', 800, 160, 960, 0),
    (4, 'RINV/1', 'out_refund', 'posted', '2025-02-15', '2025-02-15', 1, 1, 1, 4, 4, 6, 'S3', 3, 'paid', 200, 40, 240, 0),
    (5, null, 'out_invoice', 'draft', '2025-02-20', '2025-02-20', 1, 1, 1, 4, 4, 6, 'S4', null, 'not_paid', 700, 0, 700, 700),
    (11, 'BNK/1', 'entry', 'posted', '2025-02-10', null, 2, 1, 1, 4, 4, null, null, null, null, 0, 0, 900, 0),
    (12, 'BNK/2', 'entry', 'posted', '2025-03-10', null, 2, 1, 1, 4, 4, null, null, null, null, 0, 0, 900, 0),
    (13, 'BNK/3', 'entry', 'posted', '2025-02-20', null, 2, 1, 2, 4, 4, null, null, null, null, 0, 0, 500, 0),
    (14, 'BNK/4', 'entry', 'posted', '2025-03-20', null, 2, 1, 1, 4, 4, null, null, null, null, 0, 0, 720, 0),
    (15, 'EXCH/1', 'entry', 'posted', '2025-02-20', null, 9, 1, 2, 4, 4, null, null, null, null, 0, 0, 5, 0);
insert into account_move_line (
    id, move_id, display_type, account_id, product_id, quantity, price_subtotal, balance, currency_id, amount_currency
) values
    (101, 1, 'product', 2, 1, 10, 1000, -1000, 1, -1000),
    (102, 1, 'product', 2, 1, 5, 500, -500, 1, -500),
    (103, 1, 'tax', 4, null, null, null, -300, 1, -300),
    (104, 1, 'payment_term', 1, null, null, null, 1800, 1, 1800),
    (105, 1, 'line_note', null, null, null, null, 0, 1, 0),
    (201, 2, 'product', 2, 1, 20, 2000, -1600, 2, -2000),
    (204, 2, 'payment_term', 1, null, null, null, 1600, 2, 2000),
    (301, 3, 'product', 2, 1, 8, 800, -800, 1, -800),
    (303, 3, 'tax', 4, null, null, null, -160, 1, -160),
    (304, 3, 'payment_term', 1, null, null, null, 960, 1, 960),
    (401, 4, 'product', 2, 1, 2, 200, 200, 1, 200),
    (403, 4, 'tax', 4, null, null, null, 40, 1, 40),
    (404, 4, 'payment_term', 1, null, null, null, -240, 1, -240),
    (501, 5, 'product', 2, 1, 7, 700, -700, 1, -700),
    (1101, 11, 'payment_term', 1, null, null, null, -900, 1, -900),
    (1201, 12, 'payment_term', 1, null, null, null, -900, 1, -900),
    (1301, 13, 'payment_term', 1, null, null, null, -405, 2, -500),
    (1401, 14, 'payment_term', 1, null, null, null, -720, 1, -720),
    (1501, 15, 'payment_term', 1, null, null, null, 5, 2, 0);
insert into account_partial_reconcile (
    id, debit_move_id, credit_move_id, debit_currency_id, credit_currency_id, amount,
    debit_amount_currency, credit_amount_currency, company_id, max_date
) values
    (1, 104, 1101, 1, 1, 900, 900, 900, 1, '2025-02-10'),
    (2, 104, 1201, 1, 1, 900, 900, 900, 1, '2025-03-10'),
    (3, 204, 1301, 2, 2, 400, 500, 500, 1, '2025-02-20'),
    (4, 1501, 1301, 2, 2, 5, 0, 0, 1, '2025-02-20'),
    (5, 304, 404, 1, 1, 240, 240, 240, 1, '2025-03-20'),
    (6, 304, 1401, 1, 1, 720, 720, 720, 1, '2025-03-20');
