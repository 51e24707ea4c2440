{#- The points of each feature that a deal has, by those of all classes (`feature=class`). -#}
{% macro points_of(features, points) -%}
map_from_entries(list_transform(
            map_entries({{ features }}),
            lambda one: {
                'key': one.key,
                'value': coalesce({{ points }}[one.key || '=' || one.value], 0)
            }
        ))
{%- endmacro %}

{#- What the points of a deal's features come to. -#}
{% macro score_of(points, intercept) -%}
cast(list_reduce(
            map_values({{ points }}),
            lambda total, one: cast(total + one as hugeint),
            cast({{ intercept }} as hugeint)
        ) as bigint)
{%- endmacro %}

{#- e^(-|points| / 1000) in 12 digits: the product of e^-0.001, e^-0.002, e^-0.004 ... for each bit
    of the number, in whole numbers, so that it is the same on every machine. -#}
{% macro decay(points) -%}
list_reduce(
            list_transform(
                list_filter(
                    [
                        {'bit': 1, 'power': 999000499833},
                        {'bit': 2, 'power': 998001998667},
                        {'bit': 4, 'power': 996007989344},
                        {'bit': 8, 'power': 992031914837},
                        {'bit': 16, 'power': 984127320055},
                        {'bit': 32, 'power': 968506582079},
                        {'bit': 64, 'power': 938004999531},
                        {'bit': 128, 'power': 879853379145},
                        {'bit': 256, 'power': 774141968792},
                        {'bit': 512, 'power': 599295787846},
                        {'bit': 1024, 'power': 359155441329},
                        {'bit': 2048, 'power': 128992631037},
                        {'bit': 4096, 'power': 16639098862}
                    ],
                    lambda one: least(abs({{ points }}), 8191) & one.bit > 0
                ),
                lambda one: cast(one.power as hugeint)
            ),
            lambda product, power: cast(product * power // 1000000000000 as hugeint),
            cast(1000000000000 as hugeint)
        )
{%- endmacro %}

{#- The probability 1 / (1 + e^-score) of a score in points, 1000 of which are 1. -#}
{% macro probability_of(points, decay) -%}
cast(cast({{ quotient(
    '(case when ' ~ points ~ ' < 0 then ' ~ decay ~ ' else 1000000000000 end * 10000000000)',
    '(1000000000000 + ' ~ decay ~ ')'
) }} as decimal(38, 0)) * 0.0000000001 as decimal(28, 10))
{%- endmacro %}
