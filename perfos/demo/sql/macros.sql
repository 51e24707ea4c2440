-- Chance that every machine repeats: a 32-bit hash by shift and multiplication, in integers only.
-- random() differs between runs, hash() between versions, floating point between machines.

create macro scrambled(x) as (xor(x, x >> 16) * 73244475) & 4294967295;

create macro hashed(id, topic) as scrambled(scrambled(scrambled(
    xor(id, ('0x' || left(md5(getvariable('seed') || '/' || topic), 8))::bigint)
)));

-- A whole number from 0 to n - 1.
create macro pick(id, topic, n) as ((hashed(id, topic) * n) >> 32)::int;

-- One of a list; a value that the list repeats is likelier.
create macro choice(id, topic, items) as items[1 + pick(id, topic, len(items))];

create macro workday(day) as day + case isodow(day) when 6 then 2 when 7 then 1 else 0 end;

create macro days(first, last) as unnest(generate_series(first, last, interval 1 day))::date;

create macro money(cents) as (cents::decimal(18, 2) * 0.01::decimal(3, 2))::decimal(18, 2);

-- How the ERP writes: decimal comma, day first.
create macro continental(number) as replace(number::varchar, '.', ',');
create macro dotted(day) as strftime(day, '%d.%m.%Y');

-- What is wrong with a record: nothing (0), or one of so many kinds of dirt.
create macro dirt(id, topic, kinds) as if(
    pick(id, topic || '/dirt', 1000) < getvariable('dirt'), 1 + pick(id, topic || '/kind', kinds), 0
);

create macro stranger(id) as 'U' || (900 + pick(id, 'stranger', 100));

create macro reference(file) as getvariable('reference') || '/' || file;

create macro words(file) as (
    select list(word order by word) from read_csv(reference(file), header = false, names = ['word'])
);
