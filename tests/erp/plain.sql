-- An ERP as simple as the comments of erp.yml: two invoices of one seller, one of another that is
-- paid in part and in dollars, a credit note, a draft.
create table invoices (
    id integer primary key, number text, invoice_date date, currency text, seller_id text,
    customer_id integer, company_id integer, credited_invoice_id integer, is_credit_note integer,
    is_posted integer, settled_on date
);
create table invoice_lines (
    id integer primary key, invoice_id integer, product_id integer, quantity numeric, amount numeric,
    tax numeric
);
create table payments (id integer primary key, invoice_id integer, paid_on date, amount numeric);
create table sellers (id text primary key, name text, email text);
create table customers (id integer primary key, name text, country text);
create table products (id integer primary key, name text, category text);
create table exchange_rates (currency text, quote_currency text, rate_on date, rate numeric);

insert into sellers values ('ann', 'Ann Archer', 'ann@example.com'), ('bob', 'Bob Baker', 'bob@example.com');
insert into customers values (4, 'Customer', 'DE');
insert into products values (1, 'Advice', 'Services');
insert into exchange_rates values ('USD', 'EUR', '2025-01-01', 0.8);
insert into invoices values
    (1, 'INV/1', '2025-01-10', 'EUR', 'ann', 4, 1, null, 0, 1, '2025-03-10'),
    (2, 'INV/2', '2025-01-20', 'USD', 'bob', 4, 1, null, 0, 1, null),
    (3, 'INV/3', '2025-02-01', 'EUR', 'ann', 4, 1, null, 0, 1, '2025-03-20'),
    (4, 'RINV/1', '2025-02-15', 'EUR', 'ann', 4, 1, 3, 1, 1, '2025-03-20'),
    (5, null, '2025-02-20', 'EUR', 'ann', 4, 1, null, 0, 0, null);
insert into invoice_lines values
    (101, 1, 1, 10, 1000, 200), (102, 1, 1, 5, 500, 100), (201, 2, 1, 20, 2000, 0),
    (301, 3, 1, 8, 800, 160), (401, 4, 1, -2, -200, -40), (501, 5, 1, 7, 700, 0);
insert into payments values
    (1, 1, '2025-02-10', 900), (2, 1, '2025-03-10', 900), (3, 2, '2025-02-20', 500),
    (4, 3, '2025-03-20', 720);
